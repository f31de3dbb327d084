/** The builds of the two phones' pages (w/ the worker's, c/ the customer's): each a page of its own, without the desktop's kit, so that no shared
 *  chunk carries more of Vue than it uses. They go into dist/ beside the desktop's. Head and service worker of both are here. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const icons = ['/icon.svg', '/icon-192.png', '/icon-512.png', '/icon-maskable-512.png']

function head(folder: 'w' | 'c'): Plugin {
  const meta = (name: string, content: string): HtmlTagDescriptor => ({ tag: 'meta', attrs: { name, content }, injectTo: 'head-prepend' })
  const link = (rel: string, href: string, more = {}): HtmlTagDescriptor => ({ tag: 'link', attrs: { rel, href, ...more }, injectTo: 'head' })
  return {
    name: 'phone-head',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { charset: 'utf-8' }, injectTo: 'head-prepend' }, meta('theme-color', '#0b7a6f'), meta('color-scheme', 'light dark'), meta('viewport', 'width=device-width, initial-scale=1, viewport-fit=cover'),
      link('icon', '/icon.svg', { type: 'image/svg+xml' }), link('apple-touch-icon', '/icon-192.png'), link('manifest', `/${folder}/app.webmanifest`),
      { tag: 'noscript', children: '掌家需要打开浏览器的 JavaScript。Zhangjia needs JavaScript.', injectTo: 'body' }],
  }
}

/** The style stands in the page: nothing waits for it, and a slow line is spared a way there and back. */
function styled(): Plugin {
  return {
    name: 'phone-style',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        for (const [name, file] of Object.entries(bundle ?? {})) {
          if (file.type !== 'asset' || !name.endsWith('.css')) continue
          html = html.replace(new RegExp(`\\s*<link rel="stylesheet"[^>]*href="/${name}">`), () => `\n    <style>${String(file.source).trim()}</style>`)
        }
        return html
      },
    },
    generateBundle: { order: 'post', handler(_, bundle) { for (const name of Object.keys(bundle)) if (name.endsWith('.css')) delete bundle[name] } },
  }
}

/** It opens without a network: its service worker knows the files of the page by their hashed names. */
function shell(folder: 'w' | 'c'): Plugin {
  return {
    name: 'phone-shell',
    generateBundle(_, bundle) {
      const files = [`/${folder}/index.html`, `/${folder}/app.webmanifest`, ...icons, ...Object.keys(bundle).filter((name) => name.endsWith('.js')).map((name) => `/${name}`)].sort()
      const template = readFileSync(here('./src/shared/phone/sw.js'), 'utf8').replaceAll('__FOLDER__', folder)
      /* The page has no hash in its name, but what it holds: its own words and the style. */
      const page = readFileSync(here(`./${folder}/index.html`), 'utf8') + Object.keys(bundle).filter((name) => name.endsWith('.css')).join()
      const version = createHash('sha256').update(files.join() + template + page).digest('hex').slice(0, 12)
      this.emitFile({ type: 'asset', fileName: `${folder}/sw.js`, source: template.replace('__VERSION__', `${folder}-${version}`).replace('__FILES__', JSON.stringify(files)) })
    },
  }
}

/* One style for all pages of a phone: Vite asks for a page's own style once, and a page whose style did not come that time would stand there without it. */
export const phone = (folder: 'w' | 'c', name: string) => {
  const api = process.env.API ?? 'http://127.0.0.1:8787'
  /* The worker's parts come by themselves soon after her day stands (shared/phone/later.ts) and need no list of what else they want; a customer's link opens one of hers at once. */
  const modulePreload = { polyfill: false, resolveDependencies: (_: string, deps: string[], { hostType }: { hostType: 'html' | 'js' }) => (folder === 'w' && hostType === 'js' ? [] : deps) }
  return defineConfig({
    plugins: [vue(), head(folder), styled(), shell(folder)],
    resolve: { alias: { '@': here('./src') } },
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
    build: { target: 'es2020', outDir: 'dist', emptyOutDir: false, cssCodeSplit: false, modulePreload, manifest: `.vite/${name}.json`, rollupOptions: { input: { [name]: here(`./${folder}/index.html`) } } },
    server: { proxy: { '/api': api, '/t': api } },
  })
}
