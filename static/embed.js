/*
 * Gives every XFetch Tuner embed on this page the height it needs, and passes on what happens inside as events of its
 * iframe: xfetch:ready, xfetch:change, xfetch:answer, xfetch:complete, xfetch:resize; event.detail is the message.
 */
;(() => {
  const home = new URL('.', document.currentScript.src).href
  const embeds = () =>
    [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(home + 'embed'))
  // Pasted twice, it would tell everything twice.
  const known = (window.xfetchEmbeds ??= new Set())
  const isFirst = !known.has(home)
  known.add(home)
  const hear = ({ data, origin, source }) => {
    if (data?.source !== 'xfetch-tuner') return
    const frame = embeds().find(({ contentWindow }) => contentWindow === source)
    // A sandboxed frame has no origin to show; that it is the right window is enough.
    if (!frame || (origin !== 'null' && origin !== new URL(home).origin)) return
    if (data.type === 'resize' && data.height > 0) {
      const isWhole = getComputedStyle(frame).boxSizing === 'border-box'
      const border = isWhole ? frame.offsetHeight - frame.clientHeight : 0
      frame.style.height = Math.min(data.height, 20000) + border + 'px'
    }
    frame.dispatchEvent(new CustomEvent('xfetch:' + data.type, { bubbles: true, detail: data }))
  }
  if (isFirst) addEventListener('message', hear)
  // Those that were there before this script say it again.
  const hello = { target: 'xfetch-tuner', version: 1, command: 'hello' }
  for (const { contentWindow } of embeds()) contentWindow.postMessage(hello, '*')
})()
