ALTER TABLE "cases" DROP CONSTRAINT "cases_outcome";--> statement-breakpoint
ALTER TABLE "stock_movements" DROP CONSTRAINT "stock_movements_of_a_line";--> statement-breakpoint
ALTER TABLE "stock_movements" DROP CONSTRAINT "stock_movements_pair";--> statement-breakpoint
ALTER TABLE "order_lines" ADD COLUMN "resent" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- NOT VALID: every new and changed row is held, and no table is read under a lock (drizzle/beside/orders_checks.sql).
ALTER TABLE "cases" ADD CONSTRAINT "cases_outcome" CHECK (outcome in ('refund', 'reship', 'nothing')) NOT VALID;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_resent" CHECK (resent >= 0) NOT VALID;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_of_a_line" CHECK (reason not in ('came_back', 'inspected', 'lost_on_way') or order_line_id is not null) NOT VALID;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_pair" CHECK (case when units is null then reason in ('received', 'shipped', 'returned', 'adjusted', 'moved') else coalesce(
        (reason, from_place, to_place) in (
          ('received', 'supplier', 'shelf'), ('received', 'supplier', 'quarantine'), ('shipped', 'shelf', 'customer'),
          ('returned', 'customer', 'shelf'), ('adjusted', 'lost', 'shelf'), ('adjusted', 'shelf', 'lost'),
          ('moved', 'shelf', 'split'), ('moved', 'split', 'shelf'), ('came_back', 'customer', 'returns'),
          ('inspected', 'returns', 'shelf'), ('inspected', 'returns', 'repair'), ('inspected', 'returns', 'scrap'),
          ('inspected', 'returns', 'customer'), ('sorted', 'repair', 'shelf'), ('sorted', 'repair', 'scrap'),
          ('sorted', 'quarantine', 'shelf'), ('sorted', 'quarantine', 'scrap'), ('sorted', 'quarantine', 'supplier'),
          ('lost_on_way', 'customer', 'lost')), false) end) NOT VALID;
