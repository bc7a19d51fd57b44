/** Quadratures in a worker of the browser: some take longer than a page may stand still. */
import { findLaw, type Model } from '#core'

self.onmessage = ({ data }: MessageEvent<Model[]>) => {
  for (const model of data) self.postMessage(findLaw(model))
}
