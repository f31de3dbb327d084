/** The build of the customer's phone (c/index.html): a page of its own like the worker's (vite.worker.ts), into the same dist/. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
  build: { target: 'es2020', outDir: 'dist', emptyOutDir: false, manifest: '.vite/customer.json', rollupOptions: { input: { customer: here('./c/index.html') } } },
  server: { proxy: { '/api': process.env.API ?? 'http://127.0.0.1:8787', '/t': process.env.API ?? 'http://127.0.0.1:8787' } },
})
