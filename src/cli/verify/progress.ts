/** One live line on a terminal's stderr; nothing where stderr is not a terminal. */

export interface Progress {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

const eraseLine = '\r\u001b[2K';
const columns = 78;

export const progressLine = (): Progress => {
  const live = process.stderr.isTTY === true && process.env['CI'] === undefined;
  return {
    show: (text) => {
      if (live) process.stderr.write(eraseLine + text.slice(0, columns));
    },
    clear: () => {
      if (live) process.stderr.write(eraseLine);
    },
  };
};
