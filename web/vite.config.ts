import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [vue(), components({ dts: 'src/components.d.ts', dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] })],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_OPTIONS_API__: 'true', __VUE_I18N_LEGACY_API__: 'false', __VUE_I18N_FULL_INSTALL__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: { target: 'es2020', manifest: true, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': process.env.API ?? 'http://127.0.0.1:8787' } },
  // A test that needs a page says so in its first line (@vitest-environment happy-dom): making one for every file was two thirds of the time.
  test: { environment: 'node', include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
})
