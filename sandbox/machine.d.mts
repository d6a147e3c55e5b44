type Say = (line: string) => void;

export function checkNode(): void;
export function installDependencies(say: Say): void;
export function provideChromium(say: Say): string;
export function hasDisplay(): boolean;
export function runQuietly(command: string, args: readonly string[]): void;
