const waiting: (() => void)[] = []
let due = false

/** Does one task after another, each when the browser has nothing better to do, in the order in which they were given. */
export function whenIdle(task: () => void): void {
  waiting.push(task)
  if (!due) wait()
}

/** However busy the page is, nothing waits for longer, ms. */
const PATIENCE = 500

function wait(): void {
  due = true
  const next = () => {
    due = false
    const task = waiting.shift()
    if (waiting.length > 0) wait()
    task?.()
  }
  // Safari has no word for idleness.
  if ('requestIdleCallback' in window) requestIdleCallback(next, { timeout: PATIENCE })
  else setTimeout(next)
}
