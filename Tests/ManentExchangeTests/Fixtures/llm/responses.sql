CREATE TABLE "_llm_migrations" (
   "name" TEXT PRIMARY KEY,
   "applied_at" TEXT
);
INSERT INTO "_llm_migrations" VALUES('m001_initial','2026-11-21 06:38:51.063146+00:00');
INSERT INTO "_llm_migrations" VALUES('m002_id_primary_key','2026-11-21 06:38:51.067263+00:00');
INSERT INTO "_llm_migrations" VALUES('m003_chat_id_foreign_key','2026-11-21 06:38:51.074719+00:00');
INSERT INTO "_llm_migrations" VALUES('m004_column_order','2026-11-21 06:38:51.080897+00:00');
INSERT INTO "_llm_migrations" VALUES('m004_drop_provider','2026-11-21 06:38:51.084511+00:00');
INSERT INTO "_llm_migrations" VALUES('m005_debug','2026-11-21 06:38:51.087357+00:00');
INSERT INTO "_llm_migrations" VALUES('m006_new_logs_table','2026-11-21 06:38:51.125185+00:00');
INSERT INTO "_llm_migrations" VALUES('m007_finish_logs_table','2026-11-21 06:38:51.130701+00:00');
INSERT INTO "_llm_migrations" VALUES('m008_reply_to_id_foreign_key','2026-11-21 06:38:51.136535+00:00');
INSERT INTO "_llm_migrations" VALUES('m008_fix_column_order_in_logs','2026-11-21 06:38:51.140669+00:00');
INSERT INTO "_llm_migrations" VALUES('m009_delete_logs_table_if_empty','2026-11-21 06:38:51.141747+00:00');
INSERT INTO "_llm_migrations" VALUES('m010_create_new_log_tables','2026-11-21 06:38:51.148660+00:00');
INSERT INTO "_llm_migrations" VALUES('m011_fts_for_responses','2026-11-21 06:38:51.160904+00:00');
INSERT INTO "_llm_migrations" VALUES('m012_attachments_tables','2026-11-21 06:38:51.171455+00:00');
INSERT INTO "_llm_migrations" VALUES('m013_usage','2026-11-21 06:38:51.176032+00:00');
INSERT INTO "_llm_migrations" VALUES('m014_schemas','2026-11-21 06:38:51.207729+00:00');
INSERT INTO "_llm_migrations" VALUES('m015_fragments_tables','2026-11-21 06:38:51.223790+00:00');
INSERT INTO "_llm_migrations" VALUES('m016_fragments_table_pks','2026-11-21 06:38:51.236157+00:00');
INSERT INTO "_llm_migrations" VALUES('m017_tools_tables','2026-11-21 06:38:51.243373+00:00');
INSERT INTO "_llm_migrations" VALUES('m017_tools_plugin','2026-11-21 06:38:51.248596+00:00');
INSERT INTO "_llm_migrations" VALUES('m018_tool_instances','2026-11-21 06:38:51.259159+00:00');
INSERT INTO "_llm_migrations" VALUES('m019_resolved_model','2026-11-21 06:38:51.261324+00:00');
INSERT INTO "_llm_migrations" VALUES('m020_tool_results_attachments','2026-11-21 06:38:51.264057+00:00');
INSERT INTO "_llm_migrations" VALUES('m021_tool_results_exception','2026-11-21 06:38:51.266355+00:00');
INSERT INTO "_llm_migrations" VALUES('m022_response_reasoning','2026-11-21 06:38:51.269925+00:00');
INSERT INTO "_llm_migrations" VALUES('m023_message_store','2026-11-21 06:38:51.321312+00:00');
INSERT INTO "_llm_migrations" VALUES('m024_tool_instance_references','2026-11-21 06:38:51.351565+00:00');
INSERT INTO "_llm_migrations" VALUES('m025_turn_tools_instance_backfill','2026-11-21 06:38:51.353594+00:00');
INSERT INTO "_llm_migrations" VALUES('m026_message_tree_view','2026-11-21 06:38:51.356271+00:00');
INSERT INTO "_llm_migrations" VALUES('m027_turns_response_json','2026-11-21 06:38:51.358997+00:00');
CREATE TABLE "logs" (
   "id" INTEGER PRIMARY KEY,
   "model" TEXT,
   "prompt" TEXT,
   "system" TEXT,
   "prompt_json" TEXT,
   "options_json" TEXT,
   "response" TEXT,
   "response_json" TEXT,
   "reply_to_id" INTEGER REFERENCES "logs"("id"),
   "chat_id" INTEGER,
   "duration_ms" INTEGER,
   "datetime_utc" TEXT
);
INSERT INTO "logs" VALUES(1,'gpt-3.5-turbo','Old question','Be kind',NULL,NULL,'Old answer',NULL,NULL,NULL,NULL,'2023-06-01T10:00:00');
INSERT INTO "logs" VALUES(2,'gpt-3.5-turbo','Old follow-up','Be kind',NULL,NULL,'Old second',NULL,NULL,1,NULL,'2023-06-01T10:01:00');
CREATE TABLE "conversations" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "model" TEXT
);
INSERT INTO "conversations" VALUES('01h5-one','Conversation  one','gpt-4');
INSERT INTO "conversations" VALUES('01h5-two',NULL,'m');
INSERT INTO "conversations" VALUES('01h5-empty','Nothing in it','m');
CREATE TABLE "attachments" (
   "id" TEXT PRIMARY KEY,
   "type" TEXT,
   "path" TEXT,
   "url" TEXT,
   "content" BLOB
);
INSERT INTO "attachments" VALUES('att1','image/png','/home/me/cat.png',NULL,NULL);
INSERT INTO "attachments" VALUES('att2','image/jpeg',NULL,'https://example.org/dog.jpg',X'0001');
CREATE TABLE "prompt_attachments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "attachment_id")
);
INSERT INTO "prompt_attachments" VALUES('r3','att2',1);
INSERT INTO "prompt_attachments" VALUES('r3','att1',0);
CREATE TABLE "schemas" (
   "id" TEXT PRIMARY KEY,
   "content" TEXT
);
CREATE TABLE "responses" (
   "id" TEXT PRIMARY KEY,
   "model" TEXT,
   "prompt" TEXT,
   "system" TEXT,
   "prompt_json" TEXT,
   "options_json" TEXT,
   "response" TEXT,
   "response_json" TEXT,
   "conversation_id" TEXT REFERENCES "conversations"("id"),
   "duration_ms" INTEGER,
   "datetime_utc" TEXT,
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id")
, "resolved_model" TEXT, "reasoning" TEXT);
INSERT INTO "responses" VALUES('r1','gpt-4','What is attention?','Be brief.',NULL,'{"temperature": 0.5}','It weighs words.',NULL,'01h5-one',1200,'2024-01-01T10:00:00.500000+00:00',12,4,NULL,NULL,NULL,NULL);
INSERT INTO "responses" VALUES('r2','gpt-4','More?','Be brief.',NULL,'{}','No.',NULL,'01h5-one',1200,'2024-01-01T10:01:00.500000+00:00',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "responses" VALUES('r3','gpt-4','Summarize this',NULL,NULL,'{}','Done: it''s “short”.',NULL,'01h5-two',1200,'2024-02-01T10:00:00',NULL,NULL,NULL,NULL,'gpt-4-0613','I thought about it.');
INSERT INTO "responses" VALUES('r4','gpt-4','Use the tool',NULL,NULL,'{}','',NULL,'01h5-two',1200,'2024-02-01T10:02:00',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "responses" VALUES('r5','gpt-4','',NULL,NULL,'{}','The tool says 42.',NULL,'01h5-two',1200,'2024-02-01T10:03:00',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "responses" VALUES('r6','gpt-4','No conversation',NULL,NULL,'{}','None.',NULL,NULL,1200,'2024-03-01T10:00:00+00:00',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "fragments" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "content" TEXT,
   "datetime_utc" TEXT,
   "source" TEXT
);
INSERT INTO "fragments" VALUES(1,'h1','A long fragment of a novel.','2024','novel.txt');
INSERT INTO "fragments" VALUES(2,'h2','System fragment.','2024',NULL);
CREATE TABLE "fragment_aliases" (
   "alias" TEXT PRIMARY KEY,
   "fragment_id" INTEGER REFERENCES "fragments"("id")
);
CREATE TABLE "prompt_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
INSERT INTO "prompt_fragments" VALUES('r3',1,0);
CREATE TABLE "system_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
INSERT INTO "system_fragments" VALUES('r3',2,0);
CREATE TABLE "tools" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "name" TEXT,
   "description" TEXT,
   "input_schema" TEXT
, "plugin" TEXT);
CREATE TABLE "tool_responses" (
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "response_id" TEXT REFERENCES "responses"("id"),
   PRIMARY KEY ("tool_id", "response_id")
);
CREATE TABLE "tool_calls" (
   "id" INTEGER PRIMARY KEY,
   "response_id" TEXT REFERENCES "responses"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "name" TEXT,
   "arguments" TEXT,
   "tool_call_id" TEXT
);
INSERT INTO "tool_calls" VALUES(1,'r4',NULL,'add','{"a": 40, "b": 2}','tc1');
CREATE TABLE "tool_instances" (
   "id" INTEGER PRIMARY KEY,
   "plugin" TEXT,
   "name" TEXT,
   "arguments" TEXT
);
CREATE TABLE "tool_results" (
   "id" INTEGER PRIMARY KEY,
   "response_id" TEXT REFERENCES "responses"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "name" TEXT,
   "output" TEXT,
   "tool_call_id" TEXT,
   "instance_id" INTEGER REFERENCES "tool_instances"("id")
, "exception" TEXT);
INSERT INTO "tool_results" VALUES(1,'r5',NULL,'add','42','tc1',NULL,NULL);
CREATE TABLE "tool_results_attachments" (
   "tool_result_id" INTEGER REFERENCES "tool_results"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("tool_result_id", "attachment_id")
);
CREATE TABLE "messages" (
   "hash" TEXT PRIMARY KEY,
   "parent_hash" TEXT REFERENCES "messages"("hash"),
   "role" TEXT,
   "provider_metadata" TEXT
);
CREATE TABLE "parts" (
   "id" INTEGER PRIMARY KEY,
   "message_hash" TEXT REFERENCES "messages"("hash"),
   "position" INTEGER,
   "type" TEXT,
   "tool_name" TEXT,
   "text" TEXT,
   "payload" TEXT
);
CREATE TABLE "part_attachments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "attachment_id", "order")
);
CREATE TABLE "part_fragments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "fragment_id", "order")
);
CREATE TABLE "threads" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "forked_from" TEXT REFERENCES "threads"("id"),
   "datetime_utc" TEXT
);
CREATE TABLE "turns" (
   "id" TEXT PRIMARY KEY,
   "thread_id" TEXT REFERENCES "threads"("id"),
   "parent_message_hash" TEXT REFERENCES "messages"("hash"),
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "model" TEXT,
   "resolved_model" TEXT,
   "options_json" TEXT,
   "schema_id" TEXT REFERENCES "schemas"("id"),
   "input_tokens" INTEGER,
   "output_tokens" INTEGER,
   "token_details" TEXT,
   "duration_ms" INTEGER,
   "datetime_utc" TEXT
, "response_json" TEXT);
CREATE TABLE "turn_fragments" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   "kind" TEXT,
   PRIMARY KEY ("turn_id", "fragment_id", "kind", "order")
);
CREATE TABLE "turn_search" (
   "id" INTEGER PRIMARY KEY,
   "turn_id" TEXT REFERENCES "turns"("id"),
   "prompt" TEXT,
   "response" TEXT
);
CREATE TABLE "turn_tools" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "tool_id" INTEGER REFERENCES "tools"("id"),
   "instance_id" INTEGER REFERENCES "tool_instances"("id"),
   PRIMARY KEY ("turn_id", "tool_id")
);
CREATE TABLE "tool_instantiations" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "tool_call_id" TEXT,
   "instance_id" INTEGER REFERENCES "tool_instances"("id"),
   PRIMARY KEY ("turn_id", "tool_call_id")
);
CREATE UNIQUE INDEX "idx_fragments_hash"
    ON "fragments" ("hash");
CREATE UNIQUE INDEX "idx_tools_hash"
    ON "tools" ("hash");
CREATE INDEX "idx_messages_parent_hash"
    ON "messages" ("parent_hash");
CREATE UNIQUE INDEX "idx_parts_message_hash_position"
    ON "parts" ("message_hash", "position");
CREATE INDEX "idx_part_fragments_fragment_id"
    ON "part_fragments" ("fragment_id");
CREATE INDEX "idx_turns_thread_id"
    ON "turns" ("thread_id");
CREATE INDEX "idx_turn_fragments_fragment_id"
    ON "turn_fragments" ("fragment_id");
CREATE UNIQUE INDEX "idx_turn_search_turn_id"
    ON "turn_search" ("turn_id");
