import { SCHEME_HEADER } from './scheme.mjs'
import { outliveClosedPipes } from './pipes.mjs'
import { settingFaults } from './settings.mjs'

/**
 * Says what is wrong and ends the process, once the words are written.
 * @param {string[]} sentences
 * @returns {Promise<never>}
 */
export const giveUp = (sentences) =>
  new Promise(() => process.stderr.write(`${sentences.join('\n')}\n`, () => process.exit(1)))

/** What must be settled before the adapter's own entry reads the environment. */
export async function begin() {
  outliveClosedPipes()
  const faults = settingFaults(process.env)
  if (faults.length > 0) await giveUp(faults)
  // Without either of them the adapter takes https for granted, which this server does not speak.
  if (!process.env.ORIGIN) process.env.PROTOCOL_HEADER ||= SCHEME_HEADER
}
