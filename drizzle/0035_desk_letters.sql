ALTER TABLE "letter_consents" DROP CONSTRAINT "letter_consents_way";--> statement-breakpoint
ALTER TABLE "letter_consents" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "letter_consents" ADD CONSTRAINT "letter_consents_desk_only_ends" CHECK ((way = 'desk') = (reason is not null) and (way <> 'desk' or step = 'withdrawn'));--> statement-breakpoint
ALTER TABLE "letter_consents" ADD CONSTRAINT "letter_consents_reason_length" CHECK (char_length(reason) <= 200);--> statement-breakpoint
ALTER TABLE "letter_consents" ADD CONSTRAINT "letter_consents_way" CHECK (way in ('account', 'checkout', 'rest', 'link', 'one_click', 'account_deleted', 'desk', 'time'));--> statement-breakpoint
-- Those who answer customers stop letters when somebody asks them to.
UPDATE roles SET permissions = array_append(permissions, 'letters.stop')
  WHERE id IN ('00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000000103') AND NOT 'letters.stop' = ANY (permissions);
