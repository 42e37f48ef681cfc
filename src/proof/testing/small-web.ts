import { serve } from '@hono/node-server'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { answerProcedure } from '#run/web/api.ts'

// A web process that answers procedures and shows no pages, for a test with several of them. Its first line is its port.
endWithStarter()
serve({ fetch: answerProcedure, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port))
