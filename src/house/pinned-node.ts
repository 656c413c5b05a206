/** The Node that package.json pins; an install without scripts leaves npm on whichever Node is about. */

/** What is wrong with running on this Node, or undefined when its major is the pinned one or above. */
export const complaintAbout = (running: string, pinned: string): string | undefined =>
  Number.parseInt(running, 10) >= Number.parseInt(pinned, 10)
    ? undefined
    : `These tests run on Node ${pinned}, which package.json pins, and this is Node ${running}: run \`npm ci\` without --ignore-scripts, then \`npm test\`.`;
