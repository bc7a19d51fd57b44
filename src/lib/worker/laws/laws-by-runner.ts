/** Laws by workers that simulate as well. */
import type { FoundLaw, Model } from '#core'
import type { Runner } from '../runner'

/** @param runner of threads of the server @returns the laws in the order of the models */
export async function lawsByRunner(
  runner: Runner,
  models: Model[],
  signal: AbortSignal
): Promise<FoundLaw[]> {
  const jobs = models.map((model) => ({ model, cycles: 0, seed: 0, law: true as const }))
  const { laws } = await runner.run(jobs, () => {}, signal, 1)
  return laws
}
