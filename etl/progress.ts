export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** One line that is rewritten on a terminal; elsewhere each different text is a line of its own, without the counting. */
export function progressLine(stream: NodeJS.WriteStream): Progress {
  let last = '';
  return {
    show(text) {
      if (stream.isTTY) {
        stream.write(`\r${text.padEnd(last.length)}`);
        last = text;
        return;
      }
      const step = text.replace(/:? ?(measure )?\d+ of \d+$/, '');
      if (step !== last) stream.write(`${step}\n`);
      last = step;
    },
    clear() {
      if (stream.isTTY && last !== '') stream.write(`\r${' '.repeat(last.length)}\r`);
      last = '';
    },
  };
}
