const waiting: (() => void)[] = []
let due = false

/** Runs tasks in order, one in each idle period of the browser. */
export function whenIdle(task: () => void): void {
  waiting.push(task)
  if (!due) wait()
}

/** No task waits longer than this, however busy the page is, ms. */
const PATIENCE = 500

function wait(): void {
  due = true
  const next = () => {
    due = false
    const task = waiting.shift()
    if (waiting.length > 0) wait()
    task?.()
  }
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(next, { timeout: PATIENCE })
  else setTimeout(next)
}
