/** Why a call of the API is not answered: becomes the status and the body of the reply. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What the body says besides the message. */
    readonly details: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {}
  ) {
    super(message)
  }
}

/** The error of a server that has too much to do, or whose threads failed it. @param why the start of its sentence */
export const busy = (why: string) =>
  new ApiError(503, `${why}; try again in a few seconds`, {}, { 'retry-after': '5' })
