import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-fs'
import { ensureBuilt } from './build.mjs'
import { npm } from './npm.mjs'
import { makePackage } from './package.mjs'
import { freePort } from './port.mjs'

/** @param {boolean} truth @param {string} what */
function hold(truth, what) {
  if (!truth) throw new Error(`The package is not as it should be: ${what}`)
}

/** @param {string} folder of the installed package */
async function checkServer(folder) {
  const port = await freePort(0, '127.0.0.1')
  const server = spawn(process.execPath, ['build'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port) }
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    await new Promise((resolve, reject) => {
      createInterface(server.stdout).once('line', resolve)
      server.once('exit', (code) => reject(new Error(`The packaged server ended with code ${code}.`)))
    })
    const get = (/** @type {string} */ path) => fetch(`http://127.0.0.1:${port}${path}`)
    const page = await get('/?beta=4')
    const html = await page.text()
    hold(page.status === 200 && html.includes('β = 4'), `GET /?beta=4 gives ${page.status}`)
    const card = await get('/card.png?beta=4')
    const png = Buffer.from(await card.arrayBuffer())
    hold(card.status === 200 && png.toString('latin1', 1, 4) === 'PNG', `GET /card.png gives ${card.status}`)
    const licences = await get('/licences.txt')
    hold((await licences.text()).includes('mathjs'), `GET /licences.txt gives ${licences.status}`)
  } finally {
    server.kill()
    await ended
  }
}

/** Makes the package, installs it where no development package can be found, and asks its server. */
async function tryPackage() {
  const { path, sha256 } = await makePackage()
  const again = await makePackage()
  hold(again.sha256 === sha256, 'a second packing of the same build has other bytes')
  const sums = readFileSync(join(path, '../SHA256SUMS'), 'utf8')
  const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
  hold(sums === `${digest}  ${basename(path)}\n`, `SHA256SUMS says ${sums}`)

  const temporary = mkdtempSync(join(tmpdir(), 'xfetch-tuner-'))
  try {
    await pipeline(createReadStream(path), createGunzip(), extract(temporary))
    const [name, ...others] = readdirSync(temporary)
    hold(others.length === 0 && name === basename(path, '.tgz'), `it unpacks to ${[name, ...others]}`)
    const folder = join(temporary, name)
    hold(
      npm(['ci', '--omit=dev', '--prefer-offline', '--no-audit'], { cwd: folder }) !== null,
      'npm ci fails'
    )
    const modules = readdirSync(join(folder, 'node_modules')).filter((one) => !one.startsWith('.'))
    hold(modules.sort().join() === '@expo-google-fonts,@resvg', `npm ci installs ${modules}`)
    for (const file of ['LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'])
      hold(existsSync(join(folder, file)), `${file} is missing`)
    await checkServer(folder)
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 })
  }
}

if (!(await ensureBuilt())) process.exitCode = 1
else await tryPackage()
