/* The shell of a phone's page: page, scripts, styles and icons, kept whole when it is installed, so that it opens without a network. What the
   server knows is never kept here: the page itself keeps it, per person (worker/store.ts, customer/kept.ts). A new version is fetched in the background and taken at the next opening. */
const VERSION = '__VERSION__', FILES = __FILES__
const PAGE = '/__FOLDER__/index.html'

addEventListener('install', (event) => { event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(FILES)).then(() => skipWaiting())) })
addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('__FOLDER__-') && name !== VERSION).map((name) => caches.delete(name)))).then(() => clients.claim()))
})
addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/') || url.pathname.startsWith('/card/')) return
  const wanted = event.request.mode === 'navigate' && url.pathname.startsWith('/__FOLDER__/') ? PAGE : url.pathname
  if (!FILES.includes(wanted)) return
  event.respondWith(caches.match(wanted).then((kept) => kept ?? fetch(event.request)))
})
