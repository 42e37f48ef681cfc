import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100

/** The processes whose processor time is counted: those named and all below them, but for what is counted under another name. */
export type Watched = Record<string, readonly number[]>

/** Share of one core that each used between the call and the call of its answer; null where there is no /proc. */
export function watchCpu(watched: Watched): () => Record<string, number> | null {
  const before = ticksOf(watched)
  const startedAt = performance.now()
  return () => {
    const after = ticksOf(watched)
    if (!before || !after) return null
    const seconds = (performance.now() - startedAt) / 1_000
    const shares = Object.keys(watched).map(
      name => [name, ((after[name] ?? 0) - (before[name] ?? 0)) / TICKS_PER_SECOND / seconds] as const,
    )
    return Object.fromEntries(shares)
  }
}

function ticksOf(watched: Watched): Record<string, number> | null {
  try {
    const processes = readProcesses()
    const named = new Set(Object.values(watched).flat())
    const sums = Object.entries(watched).map(([name, pids]) => {
      const own = withChildren(processes, pids, named)
      return [name, own.reduce((sum, pid) => sum + (processes.get(pid)?.ticks ?? 0), 0)] as const
    })
    return Object.fromEntries(sums)
  } catch {
    return null
  }
}

type Process = { parent: number; ticks: number }

function readProcesses(): Map<number, Process> {
  const found = new Map<number, Process>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // The name in parentheses may hold spaces. After it: state, parent, …, user and system time, and those of ended children.
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map(at => fields[at] ?? 0)
      found.set(Number(name), {
        parent: parent ?? 0,
        ticks: (user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0),
      })
    } catch {
      // It ended while we looked.
    }
  }
  return found
}

function withChildren(
  processes: Map<number, Process>,
  pids: readonly number[],
  named: ReadonlySet<number>,
): number[] {
  const own = new Set(pids)
  // Children come after their parents nearly always; a second round finds those that do not.
  for (let round = 0; round < 2; round++)
    for (const [pid, { parent }] of processes) if (own.has(parent) && !named.has(pid)) own.add(pid)
  return [...own]
}
