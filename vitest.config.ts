import { sveltekit } from '@sveltejs/kit/vite'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { define } from './scripts/static.mjs'
import { browserLaunch } from './tests/support/browser.mjs'
import { importsReadOnce } from './tests/support/test-imports.mjs'

const components = 'src/**/*.svelte.test.ts'

// Without a browser the unit tests still run; asking for the browser tests then fails.
const launchOptions = await browserLaunch().catch((error: Error) => console.error(error.message))

/** A busy machine is no fault: only what hangs is to fail by the clock. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

/**
 * Files in tests/ compute longest, however short they are to read. They start first, because what starts last should end
 * soon: else one processor is idle meanwhile. A new clone knows no times yet, and would start with the largest files.
 */
class ComputingFirst extends BaseSequencer {
  async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const computes = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/')
    return [...sorted.filter(computes), ...sorted.filter((file) => !computes(file))]
  }
}

export default defineConfig({
  define,
  plugins: [sveltekit()],
  test: {
    sequence: { sequencer: ComputingFirst },
    projects: [
      {
        extends: true,
        plugins: [importsReadOnce()],
        test: {
          name: 'unit',
          ...patience,
          // A quarter of an isolated run goes to loading the same modules again for each file. A test that
          // replaces something global puts it back.
          isolate: false,
          // By default vitest leaves one processor idle; nothing else runs beside these tests.
          maxWorkers: '100%',
          // Style sheets are left out, but for one that is read as text.
          css: { include: /\.css\?raw$/ },
          include: ['src/**/*.test.ts', 'tests/{statistics,links,figures,tools,words,spin}/**/*.test.ts'],
          exclude: [components]
        }
      },
      ...(launchOptions
        ? [
            {
              extends: true as const,
              test: {
                name: 'browser',
                ...patience,
                include: [components],
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  provider: playwright({ launchOptions }),
                  instances: [{ browser: 'chromium' as const }]
                }
              }
            }
          ]
        : [])
    ]
  }
})
