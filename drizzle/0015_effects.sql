-- Effects are noted under any cause, not under orders alone. Nothing is rewritten: the table and its column get other names.
ALTER TABLE effects RENAME TO caused_effects;
--> statement-breakpoint
ALTER TABLE caused_effects RENAME COLUMN order_id TO cause_id;
--> statement-breakpoint
ALTER TABLE caused_effects DROP CONSTRAINT effects_order_id_orders_id_fk;
--> statement-breakpoint
ALTER TABLE caused_effects RENAME CONSTRAINT effects_order_id_kind_pk TO caused_effects_cause_id_kind_pk;
--> statement-breakpoint
-- The version before this one goes on reading and writing under the old names until it is replaced.
CREATE VIEW effects AS SELECT cause_id AS order_id, kind, ref, done_at FROM caused_effects;
