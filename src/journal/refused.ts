/** A log that cannot be used, or not for what was asked: one sentence that names the file. Exit 2. */
export class LogRefused extends Error {
  override readonly name = 'LogRefused';
}
