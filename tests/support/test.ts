/**
 * Playwright's `test`, whose tests share a page. A page in a new context costs 1.6 s of processor time, because the
 * browser loads and compiles 145 files; one that has shown the tool before costs 0.9 s.
 */
import { test as base, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test'

export * from '@playwright/test'

type Options = NonNullable<Parameters<Browser['newContext']>[0]>

interface Kept {
  context: BrowserContext
  page: Page
  session: CDPSession
  /** Something was done that the page cannot be rid of: the next test gets another one. */
  isSpent: boolean
  /** Takes back what a test listens for. */
  silence: () => void
}

/** What outlasts a test, or changes what the browser has kept: methods of a page, its context and their clock. */
const LASTING = [
  ...['addInitScript', 'addCookies', 'addLocatorHandler', 'close', 'exposeBinding', 'exposeFunction'],
  ...['grantPermissions', 'install', 'newPage', 'route', 'routeFromHAR', 'routeWebSocket', 'setOffline'],
  ...['setDefaultTimeout', 'setExtraHTTPHeaders', 'setGeolocation', 'setStorageState']
]

/** Calls `then` whenever one of these methods is called. */
function follow(target: object, names: string[], then: (name: string, given: unknown[]) => void) {
  const methods = target as Record<string, unknown>
  for (const name of names) {
    const method = methods[name]
    if (typeof method !== 'function') continue
    methods[name] = (...given: unknown[]) => {
      then(name, given)
      return method.apply(target, given)
    }
  }
}

/** Some seconds after it was opened a page would fetch all files of the tool, for use without a network. */
const keepNoFiles = () => {
  try {
    navigator.serviceWorker.register = () => new Promise(() => {})
  } catch {
    // In a sandbox there is none.
  }
}

async function open(browser: Browser, options: Options, isFirstVisit: boolean): Promise<Kept> {
  const context = await browser.newContext(options)
  if (!isFirstVisit) await context.addInitScript(keepNoFiles)
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  let listeners: [emitter: Page | BrowserContext, given: Parameters<Page['removeListener']>][] = []
  const kept: Kept = {
    context,
    page,
    session,
    isSpent: false,
    silence: () => {
      for (const [emitter, given] of listeners) (emitter as Page).removeListener(...given)
      listeners = []
    }
  }
  for (const emitter of [page, context])
    follow(emitter, ['on', 'once', 'addListener'], (_, given) =>
      listeners.push([emitter, given as Parameters<Page['removeListener']>])
    )
  for (const target of [page, context, page.clock, context.clock])
    follow(target, LASTING, () => (kept.isSpent = true))
  return kept
}

/** Makes a page as it was at first, but for the files that the browser keeps. */
async function clean({ context, page, session, silence }: Kept, { baseURL, viewport }: Options) {
  silence()
  const shown = page.frames().map((frame) => frame.url())
  const origins = new Set(
    [baseURL ?? '', ...shown].filter((url) => URL.canParse(url)).map((url) => new URL(url).origin)
  )
  await page.goto('about:blank')
  for (const origin of origins)
    if (origin !== 'null') await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await context.clearCookies()
  await session.send('Page.resetNavigationHistory')
  await page.emulateMedia({
    media: null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null
  })
  if (viewport) await page.setViewportSize(viewport)
  await page.mouse.move(0, 0)
}

interface Fixtures {
  kept: Kept
  isFirstVisit: boolean
  moves: boolean
}

export const test = base.extend<Fixtures, { pages: Map<string, Kept> }>({
  /** What moves is drawn sixty times a second, an eighth of the time of a visit: only where a test looks at motion. */
  moves: [false, { option: true }],
  /** The page is that of somebody who was never here, and it may keep the tool for use without a network. */
  isFirstVisit: [false, { option: true }],
  /** By the options of their contexts. */
  pages: [
    async ({ browser }, use) => {
      const pages = new Map<string, Kept>()
      await use(pages)
      if (browser.isConnected()) for (const { context } of pages.values()) await context.close()
    },
    { scope: 'worker' }
  ],
  kept: async (
    { browser, pages, baseURL, colorScheme, hasTouch, javaScriptEnabled, viewport, isFirstVisit, moves },
    use,
    info
  ) => {
    const options = { baseURL, colorScheme, hasTouch, javaScriptEnabled, viewport }
    const name = JSON.stringify(options)
    const kept = (!isFirstVisit && pages.get(name)) || (await open(browser, options, isFirstVisit))
    kept.isSpent ||= isFirstVisit
    if (!isFirstVisit) pages.set(name, kept)
    await kept.page.emulateMedia({ reducedMotion: moves ? null : 'reduce' })
    await use(kept)
    const { context, isSpent } = kept
    if (isSpent || info.status !== info.expectedStatus || context.pages().length > 1) {
      if (pages.get(name) === kept) pages.delete(name)
      await context.close()
    } else await clean(kept, options)
  },
  context: async ({ kept }, use) => use(kept.context),
  page: async ({ kept }, use) => use(kept.page)
})
