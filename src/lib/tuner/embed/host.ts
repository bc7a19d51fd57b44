/** The page that frames this one: hears how high the embed is and what happens in it, and may command it. */
import { originOfParent, readCommand, type Command, type Host } from '$lib/embed/commands'
import type { EmbedEvent } from '$lib/embed/events'
import { heightMessages, secretOf } from '$lib/embed/height'

export interface HostLink {
  /** Tells the host alone what happened here. */
  tell: (event: EmbedEvent) => void
  stop: () => void
}

/**
 * @param only the one origin that is spoken to, or null for whichever page frames this one
 * @param oncommand what the host asks for; `hello` has been answered with the height already
 */
export function speakWithHost(only: string | null, oncommand: (command: Command) => void): HostLink {
  const host: Host = {
    window: window.parent,
    origin: only ?? originOfParent(location.ancestorOrigins, document.referrer)
  }
  const secret = secretOf(location.hash)
  let told = 0
  // How high an embed is is no secret, and some hosts hide their origin.
  const tellHeight = () => {
    for (const message of heightMessages(told, location.href, secret)) window.parent.postMessage(message, '*')
  }
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
    if (height === told || height === 0) return
    told = height
    tellHeight()
  })
  const hear = (event: MessageEvent) => {
    const command = readCommand(event, host)
    if (command === null) return
    if (command.command === 'hello') tellHeight()
    oncommand(command)
  }

  // Nobody frames a page that stands alone.
  if (window.parent !== window) {
    observer.observe(document.documentElement)
    addEventListener('message', hear)
  }
  return {
    tell: (event) => {
      if (window.parent !== window) window.parent.postMessage(event, host.origin ?? '*')
    },
    stop: () => {
      observer.disconnect()
      removeEventListener('message', hear)
    }
  }
}
