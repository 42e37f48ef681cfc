import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** The processes from this one up to the outermost npm; empty when no npm ran us, as somebody may want us to stay. */
export function starterChain(): { isWhole: () => boolean } {
  const links: [pid: number, parent: number][] = []
  let length = 0
  for (let pid = process.pid, parent = process.ppid; parent > 1; ) {
    const kind = kindOf(argumentsOf(parent))
    if (kind === 'other') break
    links.push([pid, parent])
    // A shell above the outermost npm is somebody's terminal.
    if (kind === 'npm') length = links.length
    pid = parent
    parent = parentOf(parent)
  }
  links.length = length
  return { isWhole: () => links.every(([pid, parent]) => parentOf(pid) === parent) }
}

function kindOf([program = '', script = '']: readonly string[]): 'npm' | 'shell' | 'other' {
  // npm calls itself "npm run …" once it has begun.
  if (/^(npm|npx|pnpm|yarn)( |$)/.test(program)) return 'npm'
  if (basename(program) === 'node' && /^(npm|npx|pnpm|yarn)(-cli)?(\.c?js)?$/.test(basename(script)))
    return 'npm'
  return /^(ba|da|a|z)?sh$/.test(basename(program)) && script === '-c' ? 'shell' : 'other'
}

function argumentsOf(pid: number): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0')
}

/** Its parent; 0 when it is gone. A system without /proc knows our own only. */
function parentOf(pid: number): number {
  if (pid === process.pid) return process.ppid
  const afterName = read(`/proc/${pid}/stat`).split(') ').at(-1) ?? ''
  return Number(afterName.split(' ')[1] ?? 0)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
