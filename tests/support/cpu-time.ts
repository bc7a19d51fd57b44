/** Processor time of this process, ms. Unlike a clock it stands still while other programs have the processor. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
