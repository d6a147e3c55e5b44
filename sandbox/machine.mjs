/**
 * What a fresh machine lacks, found or installed. Plain JavaScript without dependencies: `npm start` and `npm test`
 * run this before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** On Windows npm and npx are .cmd files, which only a shell can start. */
const SPAWN = { shell: process.platform === 'win32' };

const OLDEST_NODE = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`This needs Node ${OLDEST_NODE.join('.')} or newer; this one is ${process.versions.node}.`);
}

/** Runs `npm ci` when what is installed is not what the lock file says. */
export function installDependencies(say) {
  if (isInstalled()) return;
  say('Installing the packages that package-lock.json names …');
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

function isInstalled() {
  if (!existsSync('node_modules/.package-lock.json') || !existsSync('.wxt/tsconfig.json')) return false;
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  // Optional packages are the binaries of other machines.
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
  );
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];

const PLACES = {
  darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) =>
      [
        'Chromium/Application/chrome.exe',
        'Google/Chrome/Application/chrome.exe',
        'Microsoft/Edge/Application/msedge.exe',
        'BraveSoftware/Brave-Browser/Application/brave.exe',
      ].map((program) => join(folder, program)),
    ),
};

/** The path of a Chromium or one of its relatives, or null. CHROME_PATH wins. */
function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which is not there.`);
    return given;
  }
  return [...onPath(COMMANDS), ...(PLACES[process.platform] ?? [])].find(isProgram) ?? null;
}

function onPath(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

/** A Chromium's path; installs Debian's where that is possible. */
export function provideChromium(say) {
  const found = findChromium();
  if (found !== null) return found;
  if (!mayInstallPackages()) throw new Error(HOW_TO_GET_A_BROWSER);
  say('Installing Chromium …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], env);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], env);
  const installed = findChromium();
  if (installed === null) throw new Error(HOW_TO_GET_A_BROWSER);
  return installed;
}

const HOW_TO_GET_A_BROWSER = `No Chromium was found. Install one of these and run the command again:
  Debian, Ubuntu:  sudo apt-get install chromium fonts-dejavu-core
  Fedora:          sudo dnf install chromium
  macOS, Windows:  Chromium, Chrome, Edge or Brave from its own site
Or set CHROME_PATH to the program of one that is somewhere else.`;

function mayInstallPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath(['apt-get']).some(isProgram);
}

/** Whether a window could be seen here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** Runs a program with its output on the console; throws when it fails. */
function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, { ...SPAWN, stdio: 'inherit', env: { ...process.env, ...env } });
  if (error) throw new Error(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`\`${[command, ...args].join(' ')}\` failed.`);
}

/** The same, but its output is shown only when it fails. */
export function runQuietly(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    ...SPAWN,
    encoding: 'utf8',
    env: { ...process.env, npm_config_loglevel: 'error' },
  });
  if (error) throw new Error(`${command} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`${stdout}${stderr}\n\`${[command, ...args].join(' ')}\` failed.`);
}
