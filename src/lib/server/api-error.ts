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
