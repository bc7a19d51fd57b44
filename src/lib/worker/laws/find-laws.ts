/** Finds the laws of caches with options in a worker, which is loaded with the first of them. */
import type { FoundLaw, Model } from '#core'
import LawWorker from './law.worker?worker&inline'

/**
 * @param onfound gets each law in the order of the models. Where no worker starts, or it fails, none come any more, and the
 * simulation alone has figures.
 * @param signal stops it
 */
export async function findLaws(
  models: Model[],
  onfound: (found: FoundLaw, place: number) => void,
  signal: AbortSignal
): Promise<void> {
  const worker = new LawWorker()
  let place = 0
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
    worker.onerror = (event) => {
      event.preventDefault()
      resolve()
    }
    worker.onmessage = ({ data }: MessageEvent<FoundLaw>) => {
      if (signal.aborted) return
      onfound(data, place++)
      if (place === models.length) resolve()
    }
    worker.postMessage(models)
  })
  worker.terminate()
}
