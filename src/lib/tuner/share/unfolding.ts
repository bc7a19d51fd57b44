/**
 * For {@attach}: what unfolds covers what is below it. It closes when the user goes on elsewhere, and by Escape, which
 * returns the focus to its summary.
 */
export function unfolding(box: HTMLDetailsElement) {
  const stop = new AbortController()
  const leave = ({ target }: Event) => {
    if (!box.contains(target as Node)) box.open = false
  }
  const escape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !box.open) return
    box.open = false
    box.querySelector('summary')?.focus()
  }
  addEventListener('pointerdown', leave, { signal: stop.signal })
  addEventListener('focusin', leave, { signal: stop.signal })
  addEventListener('keydown', escape, { signal: stop.signal })
  return () => stop.abort()
}
