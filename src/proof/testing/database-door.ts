import { connect, createServer, type Server, type Socket } from 'node:net'

export type DatabaseDoor = {
  /** The database's address through this door. */
  url: string
  /** The connections that came so far. */
  seen: () => number
  /** Cuts all connections that are open now. */
  cut: () => void
  close: () => Promise<unknown>
}

/** A door before the database; `lets` decides about each connection, and one that may not stay is cut off after `cutMs`. */
export async function openDatabaseDoor(
  databaseUrl: string,
  { lets, cutMs = 0 }: { lets: (connection: number) => boolean; cutMs?: number },
): Promise<DatabaseDoor> {
  const { hostname, port, pathname, username } = new URL(databaseUrl)
  let connections = 0
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const server: Server = createServer(socket => {
    const stays = lets(++connections)
    const inner = connect(Number(port), hostname)
    for (const one of [socket, inner]) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        socket.destroy()
        inner.destroy()
      })
    }
    socket.pipe(inner).pipe(socket)
    if (!stays) setTimeout(() => socket.destroy(), cutMs)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port: own } = server.address() as { port: number }
  return {
    url: `postgres://${username}@127.0.0.1:${own}${pathname}`,
    seen: () => connections,
    cut,
    close: () => {
      cut()
      return new Promise(done => server.close(done))
    },
  }
}
