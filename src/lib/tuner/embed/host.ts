/** The page that frames this one: hears how high the embed is and what happens in it, and may command it. */
import { gathering } from './batch'
import { originOfParent, readCommand, type Command, type Host } from './commands'
import type { EmbedEvent } from './events'
import { heightMessages, secretOf } from './height'

export interface HostLink {
  /** Tells the host alone what happened here. */
  tell: (event: EmbedEvent) => void
  /**
   * Opens an address outside of the frame, if need be by the hand of WordPress.
   * @returns false where a sandbox lets nobody out
   */
  follow: (address: string) => boolean
  stop: () => void
}

/**
 * @param only the one origin that is spoken to, or null for whichever page frames this one
 * @param oncommands what the host asks for, all that came at a time; `hello` has been answered with the height already
 */
export function speakWithHost(only: string | null, oncommands: (commands: Command[]) => void): HostLink {
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
  /** @param again tell it even if it is what was told */
  const measure = (again = false) => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
    // In a frame that is not shown there is none.
    if (height === 0 || (height === told && !again)) return
    told = height
    tellHeight()
  }
  const observer = new ResizeObserver(() => measure())
  const hear = (event: MessageEvent) => {
    const command = readCommand(event, host)
    if (command !== null) commands.add(command)
  }
  const commands = gathering<Command>((all) => {
    if (all.some(({ command }) => command === 'hello')) measure(true)
    oncommands(all)
  })

  // Nobody frames a page that stands alone.
  if (window.parent !== window) {
    observer.observe(document.documentElement)
    // Browsers let an observer wait in a frame that nobody sees, and the page around it would jump when somebody does.
    measure()
    addEventListener('message', hear)
  }
  return {
    tell: (event) => {
      if (window.parent === window) return
      window.parent.postMessage(event, host.origin ?? '*')
      measure()
    },
    follow: (address) => {
      if (window.parent === window || window.open(address, '_blank')) return true
      if (secret !== '') window.parent.postMessage({ message: 'link', value: address, secret }, '*')
      return secret !== ''
    },
    stop: () => {
      observer.disconnect()
      commands.stop()
      removeEventListener('message', hear)
    }
  }
}
