import { serve } from '@hono/node-server'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { answerProcedure, answerRest } from '#run/web/api.ts'

// A web process that answers procedures and REST and shows no pages, for a test with several of them. Its first line is its port.
endWithStarter()
const isRest = ({ url }: Request) => new URL(url).pathname.startsWith('/api/v1/')
serve(
  {
    fetch: request => (isRest(request) ? answerRest(request) : answerProcedure(request)),
    port: 0,
    hostname: '127.0.0.1',
  },
  ({ port }) => console.log(port),
)
