/** What the environment variables of the server may be. */

/** A longer timer overflows in Node and fires at once, s. */
const LONGEST = 2_147_483

/** @typedef {{ holds: (value: string) => boolean, must: string, example: string }} Rule */

/** @param {number} least @param {number} most @param {string} what @param {number} example @returns {Rule} */
const whole = (least, most, what, example) => ({
  holds: (value) => /^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most,
  must: `${what} from ${least} to ${most}`,
  example: String(example)
})

/** @param {number} example */
const seconds = (example) => whole(0, LONGEST, 'a whole number of seconds', example)

/** @param {string} value */
function isOrigin(value) {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

/** @type {Record<string, Rule>} */
const rules = {
  PORT: whole(0, 65_535, 'a whole number', 3000),
  ORIGIN: {
    holds: isOrigin,
    must: 'an address that begins with http:// or https://',
    example: 'https://tuner.example.org'
  },
  SHUTDOWN_TIMEOUT: seconds(30),
  KEEP_ALIVE_TIMEOUT: seconds(5),
  HEADERS_TIMEOUT: seconds(60),
  IDLE_TIMEOUT: seconds(60),
  XFF_DEPTH: whole(1, 100, 'a whole number', 1),
  BODY_SIZE_LIMIT: {
    holds: (value) => /^(\d{1,12}[KMG]?|Infinity)$/i.test(value),
    must: 'a number of bytes that K, M or G may follow, or Infinity',
    example: '512K'
  },
  METRICS: { holds: (value) => /^[01]$/.test(value), must: '1 (on) or 0 (off)', example: '1' }
}

/**
 * Says what is wrong with the settings, in one sentence each.
 * @param {NodeJS.ProcessEnv} env
 */
export function settingFaults(env) {
  return Object.entries(rules).flatMap(([name, { holds, must, example }]) => {
    const value = env[name]
    if (value === undefined || holds(value)) return []
    return [
      `${name} is ${JSON.stringify(value)} but must be ${must}: set ${name}=${example}, or leave ${name} out.`
    ]
  })
}

/** @type {Record<string, string>} */
const causes = {
  EADDRINUSE: 'another program has it; choose another with PORT',
  EACCES: 'this user may not have it; choose a PORT from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address; set HOST to one that it has, or leave HOST out',
  ENOTFOUND: 'there is no such host; set HOST to an address of this machine, or leave HOST out'
}

/**
 * Says why the server cannot listen.
 * @param {NodeJS.ErrnoException} error of listening
 * @param {{ path: string | false, host: string, port: string | false }} address
 */
export function listenFault(error, { path, host, port }) {
  const where = path || `port ${port} of ${host}`
  return `Cannot listen on ${where}: ${causes[error.code ?? ''] ?? error.message}.`
}
