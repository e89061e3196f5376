import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { icons } from './icons.plugin';

export default defineConfig({
  plugins: [icons(), svelte()],
  resolve: {
    alias: {
      $lib: fileURLToPath(new URL('./src/lib', import.meta.url)),
      $messages: fileURLToPath(new URL('../assets/messages', import.meta.url)),
    },
  },
  // WebKitGTK on Linux and Safari on macOS; Chromium on Windows is newer than both.
  build: { target: 'safari16', chunkSizeWarningLimit: 900 },
  server: { port: 5173, strictPort: true },
  test: { environment: 'node', include: ['tests/**/*.test.ts'] },
});
