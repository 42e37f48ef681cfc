import { connect, type Socket } from 'node:net'

type Asked = { host: string[]; port: number[]; path?: string | null }

/**
 * postgres.js' own way to open a connection, with a socket that sends what is written to it in one turn of the event loop in one
 * go. postgres.js writes whenever it has a kilobyte together, so that the statements of a transaction were a system call each,
 * a third of a web process' time, and woke Postgres as often. Over TLS, and with several addresses to try, it is left alone.
 */
export function inOneWrite(url: string): { socket?: (asked: Asked) => Socket } {
  const { host, searchParams } = new URL(url)
  if (host.includes(',') || searchParams.has('sslmode') || searchParams.has('ssl')) return {}
  return { socket: open }
}

function open({ host, port, path }: Asked): Socket {
  const socket = path ? connect(path) : connect(port[0] ?? 5432, host[0] ?? 'localhost')
  // Nothing more is on its way when a turn is over, so there is nothing to wait for.
  socket.setNoDelay(true)
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean
  socket.write = (...given: unknown[]) => {
    if (socket.writableCorked === 0) {
      socket.cork()
      process.nextTick(() => socket.uncork())
    }
    return write(...given)
  }
  return socket
}
