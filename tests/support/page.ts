/** What the end-to-end tests read from a page, and the states they wait for. */
import { expect, type Frame, type Page } from '@playwright/test'

type Shown = Page | Frame

/** Text as a reader sees it: narrow and unbreakable spaces are spaces. */
export const plain = (text: string) =>
  text
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The text of the first element that a selector finds. */
export const words = async (page: Shown, selector: string) =>
  plain(await page.locator(selector).first().innerText())

export const verdict = (page: Shown) => words(page, 'section[aria-label="Verdict"]')

/** The simulation has ended. It needs processors, so a busy machine may take long. */
export const simulated = (page: Shown) =>
  expect(page.getByText(/cycles a second/)).toBeVisible({ timeout: 100_000 })

/** Every part of the page runs its script: before that a button is only its picture. */
export const alive = (page: Shown) => expect(page.locator('.deferred:not([data-alive])')).toHaveCount(0)

/** Opens a link, until every part of the page runs its script. */
export async function visit(page: Page, link: string) {
  await page.goto(link)
  await alive(page)
}

/** What the live regions say, in the order in which they say it; each is kept as it is said. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const live = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])'
    new MutationObserver((changes) => {
      const spoken = new Set<Element>()
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest(live)
        if (region) spoken.add(region)
      }
      for (const { textContent } of spoken) {
        const words = textContent.replace(/\s+/g, ' ').trim()
        if (words) heard.push(words)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard)
}

/** Opens the menu with all ways to share. */
export const openShare = (page: Page) =>
  page.locator('details.share > summary').filter({ hasText: 'Share' }).click()

/**
 * A first visit, until the browser has kept the tool for use without a network. The page first waits some seconds, so
 * that its own simulation comes first; the test moves the page's clock instead of waiting.
 */
export async function visitAndKeep(page: Page, link: string) {
  await page.clock.install()
  await page.goto(link)
  await expect
    .poll(async () => {
      await page.clock.fastForward(5_000)
      return page.evaluate(() => navigator.serviceWorker.controller !== null)
    })
    .toBe(true)
}

/** Unfolds everything, so that it can be seen and checked. */
export const unfold = (page: Page, selector = 'details') =>
  page
    .locator(selector)
    .evaluateAll((all) => all.forEach((details) => ((details as HTMLDetailsElement).open = true)))

/** What has changed so far is laid out and drawn, observers of sizes have been told, and nothing moves any more. */
export const drawn = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    while (document.getAnimations().some(({ playState }) => playState === 'running')) await frame()
  })

/** How wide the page is, px: more than the window where something sticks out at the side. */
export const pageWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

/** Collects all errors and warnings of a page from now on. */
export function watch(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  return faults
}

/** From the next page on the clipboard refuses everything, as in some frames and browsers. */
export const refuseClipboard = (page: Page) =>
  page.addInitScript(() => {
    const refuse = () => Promise.reject(new Error('no'))
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: refuse, write: refuse } })
  })

/** What can be pressed and is smaller than 24 px, but for links in sentences. */
export const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [role="slider"], [role="spinbutton"]'
      )
    ]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      // The words beside a box or a round button are part of its target.
      .map((one) =>
        one.matches('[type="checkbox"], [type="radio"]')
          ? ((one as HTMLInputElement).labels?.[0] ?? one)
          : one
      )
      .filter((one) => getComputedStyle(one).display !== 'inline' && !one.matches(':not(:focus).skip'))
      .filter((one) => {
        const { width, height } = one.getBoundingClientRect()
        // Text of one line may be a fraction of a pixel lower than it is written.
        return width > 1 && (height < 23.5 || width < 23.5)
      })
      .map((one) => one.outerHTML.slice(0, 120))
  )
