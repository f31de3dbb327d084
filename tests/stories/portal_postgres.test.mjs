// The customer's phone on PostgreSQL, where a server is there for it.
if (process.env.TEST_POSTGRES) {
  process.env.STORY_DATABASE = 'postgres'
  await import('./portal.test.mjs')
}
