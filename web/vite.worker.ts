/** The build of the worker's phone (w/index.html): a page of its own, without the desktop's kit, so that no shared chunk carries more of Vue than it
 *  uses. It goes into dist/ beside the desktop's. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** It opens without a network: its service worker knows the files of the page by their hashed names. */
function shell(): Plugin {
  return {
    name: 'worker-shell',
    generateBundle(_, bundle) {
      const files = ['/w/index.html', '/w/app.webmanifest', '/icon.svg', ...Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name)).map((name) => `/${name}`)].sort()
      const template = readFileSync(here('./src/worker/sw.js'), 'utf8')
      const version = createHash('sha256').update(files.join() + template).digest('hex').slice(0, 12)
      this.emitFile({ type: 'asset', fileName: 'w/sw.js', source: template.replace('__VERSION__', `w-${version}`).replace('__FILES__', JSON.stringify(files)) })
    },
  }
}

export default defineConfig({
  plugins: [vue(), shell()],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: { target: 'es2020', outDir: 'dist', emptyOutDir: false, manifest: '.vite/worker.json', rollupOptions: { input: { worker: here('./w/index.html') } } },
  server: { proxy: { '/api': process.env.API ?? 'http://127.0.0.1:8787' } },
})
