import { expect, test } from '../support/test'
import { visit } from '../support/page'

test.use({ moves: true })

interface Watched {
  shifted: string[]
  moved: string[]
}

/** From now on, what the browser counts as a shift of the layout, and each frame in which the top of a figure moved. */
const watchLayout = () => {
  const watched: Watched = ((window as unknown as { watched: Watched }).watched = { shifted: [], moved: [] })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as unknown as {
        value: number
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
      }
      const names = sources.map(
        ({ node, previousRect: from, currentRect: to }) =>
          `${node?.nodeName} ${node?.textContent?.slice(0, 30)} ${from.x},${from.y} to ${to.x},${to.y}`
      )
      watched.shifted.push(`${value.toFixed(4)} ${names.join(', ')}`)
    }
  }).observe({ type: 'layout-shift' })
  const tops = () =>
    [...document.querySelectorAll('figure')].map((figure) => figure.getBoundingClientRect().top + scrollY)
  const before = tops().join()
  const look = () => {
    if (tops().join() !== before) watched.moved.push(`${before} to ${tops().join()}`)
    requestAnimationFrame(look)
  }
  look()
}

for (const [width, height] of [
  [1280, 800],
  [390, 844]
] as const)
  for (const link of ['/?cycles=1', '/?coord=lock&cycles=1', '/?cv=0.5&keys=hot:1000/s&cycles=1'])
    test(`at ${width} by ${height} nothing moves while β is dragged over its range, at ${link}`, async ({
      page
    }) => {
      await page.setViewportSize({ width, height })
      await visit(page, link)
      // The answer may come later than the page; the drag begins when nothing is awaited any more.
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
      await expect(page.getByText(/cycles a second/)).toBeVisible()
      if (width < 960)
        await page
          .locator('figure')
          .first()
          .evaluate((figure) => figure.scrollIntoView())
      const box = (await page.locator('.beta input[type="range"]').boundingBox())!
      const y = box.y + box.height / 2
      await page.mouse.move(box.x + box.width / 2, y)
      await page.mouse.down()
      await page.evaluate(watchLayout)
      await page.mouse.move(box.x + 2, y, { steps: 12 })
      await page.mouse.move(box.x + box.width - 2, y, { steps: 48 })
      await page.mouse.up()
      await expect(page).toHaveURL(/beta=/)
      const { shifted, moved } = await page.evaluate(
        () => (window as unknown as { watched: Watched }).watched
      )
      expect(moved.slice(0, 3)).toEqual([])
      // While the button is down the browser adds up all shifts, and tells their sum, without sources, when it is released.
      expect(shifted).toEqual([])
    })

for (const [width, height] of [
  [1280, 800],
  [1024, 800],
  [390, 844]
] as const)
  test(`at ${width} by ${height} the figures keep their place while a time to live is typed, whatever the answer says meanwhile`, async ({
    page
  }) => {
    await page.setViewportSize({ width, height })
    await visit(page, '/?cycles=1')
    const field = page.getByLabel('Time to live').first()
    await field.focus()
    await field.press('ControlOrMeta+a')
    await page.evaluate(watchLayout)
    for (const [key, answer] of [
      ['1', /can’t protect hot or cold/],
      ['0', /nothing to gain/],
      ['m', /Set β to .* for both keys/]
    ] as const) {
      await field.press(key)
      await expect(page.locator('.answer .headline')).toHaveText(answer)
    }
    const { moved } = await page.evaluate(() => (window as unknown as { watched: Watched }).watched)
    expect(moved.slice(0, 3)).toEqual([])
  })
