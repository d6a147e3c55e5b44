type Say = (line: string) => void;

export function checkNode(): void;
export function installDependencies(say: Say): void;
export function findChromium(): string | null;
export function provideChromium(say: Say): string;
export function hasDisplay(): boolean;
export function run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): void;
