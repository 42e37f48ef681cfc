-- Of the units that came back with a return, those that were inspected and kept.
CREATE OR REPLACE VIEW "units_back" AS
SELECT order_line_id, sum(units * ((reason = 'came_back')::int - (to_place = 'customer')::int)) AS units,
  sum(units * (reason = 'inspected' AND to_place <> 'customer')::int) AS kept
FROM stock_ledger WHERE order_line_id IS NOT NULL AND reason IN ('came_back', 'inspected') GROUP BY order_line_id;
--> statement-breakpoint
UPDATE roles SET permissions = permissions || '{returns.read}'
  WHERE id = '00000000-0000-7000-8000-000000000107' AND NOT 'returns.read' = ANY (permissions);
