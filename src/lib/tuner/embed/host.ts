/** Talks with the page that frames this one: sends it height and events, and receives its commands. */
import { originOfParent, readCommand, type Command, type Host } from './commands'
import type { EmbedEvent } from './events'
import { gathering } from './gathering'
import { heightMessages, secretOf } from './height'

export interface HostLink {
  /** Sends an event to the host. */
  tell: (event: EmbedEvent) => void
  /**
   * Opens an address outside the frame; if the browser forbids that, asks WordPress to open it.
   * @returns false if a sandbox prevents both
   */
  follow: (address: string) => boolean
  stop: () => void
}

/**
 * @param only the one origin to talk with; null for whichever page frames this one
 * @param oncommands gets a batch of commands; the height that `hello` asks for has been sent before
 */
export function speakWithHost(only: string | null, oncommands: (commands: Command[]) => void): HostLink {
  const host: Host = {
    window: window.parent,
    origin: only ?? originOfParent(location.ancestorOrigins, document.referrer)
  }
  const secret = secretOf(location.hash)
  let told = 0
  // To any origin: a height is no secret, and some hosts hide their origin.
  const tellHeight = () => {
    for (const message of heightMessages(told, location.href, secret)) window.parent.postMessage(message, '*')
  }
  /** @param again send the height even if it has not changed */
  const measure = (again = false) => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
    // In a frame that is not displayed the height is 0.
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

  // A page that is not framed has no host.
  if (window.parent !== window) {
    observer.observe(document.documentElement)
    // Browsers delay observers in frames out of sight: the page around would jump once the frame comes into sight.
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
