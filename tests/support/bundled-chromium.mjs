import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { extract } from 'tar-fs'

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const bundle = join(modules, '@sparticuz', 'chromium')

/** The bundle is for Linux on x64 with glibc. */
export function bundledRunsHere() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return Boolean(header.glibcVersionRuntime)
}

/** @param {string} file @param {NodeJS.WritableStream} to */
const unpack = (file, to) =>
  pipeline(createReadStream(join(bundle, 'bin', file)), createBrotliDecompress({ chunkSize: 2 ** 21 }), to)

/** Only the bundle's own fonts, so that text has the same width on every machine. @param {string} folder */
const fontconfig = (folder) =>
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`

/**
 * Unpacks beside its place and moves there when all is done: two runners may start at once, and neither may see
 * half a browser. The loser of that race throws its copy away.
 * @param {string} folder
 */
async function unpackInto(folder) {
  const parent = join(modules, '.cache')
  await mkdir(parent, { recursive: true })
  const fresh = await mkdtemp(join(parent, 'chromium-unpacking-'))
  await Promise.all([
    unpack('chromium.br', createWriteStream(join(fresh, 'chromium'), { mode: 0o755 })),
    // The libraries that a bare Linux lacks, into lib/.
    unpack('al2023.tar.br', extract(fresh)),
    unpack('fonts.tar.br', extract(fresh))
  ])
  await writeFile(join(fresh, 'fonts.conf'), fontconfig(folder))
  await rename(fresh, folder).catch(async (error) => {
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
}

/** Launch options for the Chromium inside @sparticuz/chromium, which is unpacked on first use. */
export async function bundledChromium() {
  const { version } = JSON.parse(await readFile(join(bundle, 'package.json'), 'utf8'))
  const folder = join(modules, '.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpackInto(folder)
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  }
}
