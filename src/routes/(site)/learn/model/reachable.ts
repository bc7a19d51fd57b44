/** For {@attach}: a box that scrolls sideways can be reached by keyboard; one that does not is no stop on the way. */
export function reachable(box: HTMLElement) {
  const observer = new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  })
  observer.observe(box)
  return () => observer.disconnect()
}
