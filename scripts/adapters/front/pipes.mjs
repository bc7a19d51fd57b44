/** Whoever reads the log may stop reading (`| head -1`); without a listener the next line would end the process. */
export function outliveClosedPipes() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (!['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '')) throw error
    })
  }
}
