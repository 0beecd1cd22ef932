CREATE TABLE "_llm_migrations" (
   "name" TEXT PRIMARY KEY,
   "applied_at" TEXT
);
INSERT INTO "_llm_migrations" VALUES('m001_initial','2026-11-21 06:38:51.388196+00:00');
INSERT INTO "_llm_migrations" VALUES('m002_id_primary_key','2026-11-21 06:38:51.393019+00:00');
INSERT INTO "_llm_migrations" VALUES('m003_chat_id_foreign_key','2026-11-21 06:38:51.401349+00:00');
INSERT INTO "_llm_migrations" VALUES('m004_column_order','2026-11-21 06:38:51.406386+00:00');
INSERT INTO "_llm_migrations" VALUES('m004_drop_provider','2026-11-21 06:38:51.409667+00:00');
INSERT INTO "_llm_migrations" VALUES('m005_debug','2026-11-21 06:38:51.412181+00:00');
INSERT INTO "_llm_migrations" VALUES('m006_new_logs_table','2026-11-21 06:38:51.420213+00:00');
INSERT INTO "_llm_migrations" VALUES('m007_finish_logs_table','2026-11-21 06:38:51.425271+00:00');
INSERT INTO "_llm_migrations" VALUES('m008_reply_to_id_foreign_key','2026-11-21 06:38:51.430540+00:00');
INSERT INTO "_llm_migrations" VALUES('m008_fix_column_order_in_logs','2026-11-21 06:38:51.434836+00:00');
INSERT INTO "_llm_migrations" VALUES('m009_delete_logs_table_if_empty','2026-11-21 06:38:51.437332+00:00');
INSERT INTO "_llm_migrations" VALUES('m010_create_new_log_tables','2026-11-21 06:38:51.441303+00:00');
INSERT INTO "_llm_migrations" VALUES('m011_fts_for_responses','2026-11-21 06:38:51.448148+00:00');
INSERT INTO "_llm_migrations" VALUES('m012_attachments_tables','2026-11-21 06:38:51.452960+00:00');
INSERT INTO "_llm_migrations" VALUES('m013_usage','2026-11-21 06:38:51.461749+00:00');
INSERT INTO "_llm_migrations" VALUES('m014_schemas','2026-11-21 06:38:51.484041+00:00');
INSERT INTO "_llm_migrations" VALUES('m015_fragments_tables','2026-11-21 06:38:51.489711+00:00');
INSERT INTO "_llm_migrations" VALUES('m016_fragments_table_pks','2026-11-21 06:38:51.496053+00:00');
INSERT INTO "_llm_migrations" VALUES('m017_tools_tables','2026-11-21 06:38:51.504889+00:00');
INSERT INTO "_llm_migrations" VALUES('m017_tools_plugin','2026-11-21 06:38:51.506720+00:00');
INSERT INTO "_llm_migrations" VALUES('m018_tool_instances','2026-11-21 06:38:51.519360+00:00');
INSERT INTO "_llm_migrations" VALUES('m019_resolved_model','2026-11-21 06:38:51.521463+00:00');
INSERT INTO "_llm_migrations" VALUES('m020_tool_results_attachments','2026-11-21 06:38:51.523701+00:00');
INSERT INTO "_llm_migrations" VALUES('m021_tool_results_exception','2026-11-21 06:38:51.525683+00:00');
INSERT INTO "_llm_migrations" VALUES('m022_response_reasoning','2026-11-21 06:38:51.527955+00:00');
INSERT INTO "_llm_migrations" VALUES('m023_message_store','2026-11-21 06:38:51.559443+00:00');
INSERT INTO "_llm_migrations" VALUES('m024_tool_instance_references','2026-11-21 06:38:51.596938+00:00');
INSERT INTO "_llm_migrations" VALUES('m025_turn_tools_instance_backfill','2026-11-21 06:38:51.598361+00:00');
INSERT INTO "_llm_migrations" VALUES('m026_message_tree_view','2026-11-21 06:38:51.603806+00:00');
INSERT INTO "_llm_migrations" VALUES('m027_turns_response_json','2026-11-21 06:38:51.606924+00:00');
CREATE TABLE "conversations" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "model" TEXT
);
INSERT INTO "conversations" VALUES('01mixed','Mixed','mock-1');
CREATE TABLE "attachments" (
   "id" TEXT PRIMARY KEY,
   "type" TEXT,
   "path" TEXT,
   "url" TEXT,
   "content" BLOB
);
INSERT INTO "attachments" VALUES('a81547d497b340ae1377765a0cfe3704ef31316b39c34b9021ce4f924bebb668','image/png',NULL,NULL,X'89504e470d0a1a0a7878');
CREATE TABLE "prompt_attachments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "attachment_id")
);
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
INSERT INTO "responses" VALUES('old1','mock-1','Before',NULL,NULL,NULL,'Earlier',NULL,'01mixed',NULL,'2025-01-01T00:00:00+00:00',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "fragments" (
   "id" INTEGER PRIMARY KEY,
   "hash" TEXT,
   "content" TEXT,
   "datetime_utc" TEXT,
   "source" TEXT
);
INSERT INTO "fragments" VALUES(1,'97b805e43b162836606b6efe6dfa6ca5f6ca4d1be03a8d01d64641ddad807868','A long fragment of a novel.','2026-11-21 06:38:51',NULL);
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
CREATE TABLE "system_fragments" (
   "response_id" TEXT REFERENCES "responses"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("response_id", "fragment_id", "order")
);
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
INSERT INTO "messages" VALUES('b2:074dea0bd0259e0d5dca16426a45e4f5',NULL,'system',NULL);
INSERT INTO "messages" VALUES('b2:2e31e9baba549f4eb3078583d69293d4','b2:074dea0bd0259e0d5dca16426a45e4f5','user',NULL);
INSERT INTO "messages" VALUES('b2:25d89b59f815b6b03d3e50fe11d8c2da','b2:2e31e9baba549f4eb3078583d69293d4','assistant',NULL);
INSERT INTO "messages" VALUES('b2:15efaa1e5ddec52e40789fe5f9e13de1','b2:25d89b59f815b6b03d3e50fe11d8c2da','user',NULL);
INSERT INTO "messages" VALUES('b2:3e078b701aa7e75172ec02f752e7ab6a','b2:15efaa1e5ddec52e40789fe5f9e13de1','assistant',NULL);
INSERT INTO "messages" VALUES('b2:e94511cbc6278bfb5d05e41aa27d1bcc',NULL,'user',NULL);
INSERT INTO "messages" VALUES('b2:3ce61fbf56939d1ce13d1410791b6467','b2:e94511cbc6278bfb5d05e41aa27d1bcc','assistant',NULL);
INSERT INTO "messages" VALUES('b2:c0a3e0c116a5218097ee2396d45535bf',NULL,'user',NULL);
INSERT INTO "messages" VALUES('b2:47c8234996e0ae4a22be4402ecfe042d','b2:c0a3e0c116a5218097ee2396d45535bf','assistant',NULL);
INSERT INTO "messages" VALUES('b2:d62c8fb8c9583e0baefaa07d8e640732','b2:25d89b59f815b6b03d3e50fe11d8c2da','user',NULL);
INSERT INTO "messages" VALUES('b2:c1a7960c2ad29c7d773f404871493544','b2:d62c8fb8c9583e0baefaa07d8e640732','assistant',NULL);
INSERT INTO "messages" VALUES('b2:90f322c1cd79aadd356293d4e824c55c','b2:c1a7960c2ad29c7d773f404871493544','tool',NULL);
INSERT INTO "messages" VALUES('b2:6fdb423588f47989229e1c12ee90ffd3','b2:90f322c1cd79aadd356293d4e824c55c','assistant',NULL);
INSERT INTO "messages" VALUES('b2:84d1607dcf4c018a42cc92756d332325','b2:25d89b59f815b6b03d3e50fe11d8c2da','user',NULL);
INSERT INTO "messages" VALUES('b2:6b1dd8fb4629d5c86232dea2b1a12769','b2:84d1607dcf4c018a42cc92756d332325','assistant',NULL);
INSERT INTO "messages" VALUES('b2:0fb60494f6e7f9c83b5cee586ddafe64',NULL,'user',NULL);
INSERT INTO "messages" VALUES('b2:6c3d95d33361591e6b3805578067d45c','b2:0fb60494f6e7f9c83b5cee586ddafe64','assistant',NULL);
INSERT INTO "messages" VALUES('b2:620fa498df0868cff78c4f65a7910e43','b2:6c3d95d33361591e6b3805578067d45c','user',NULL);
INSERT INTO "messages" VALUES('b2:5107e3cd00b6717815066f91a618a732','b2:620fa498df0868cff78c4f65a7910e43','assistant',NULL);
CREATE TABLE "parts" (
   "id" INTEGER PRIMARY KEY,
   "message_hash" TEXT REFERENCES "messages"("hash"),
   "position" INTEGER,
   "type" TEXT,
   "tool_name" TEXT,
   "text" TEXT,
   "payload" TEXT
);
INSERT INTO "parts" VALUES(1,'b2:074dea0bd0259e0d5dca16426a45e4f5',0,'text',NULL,'Be brief.',NULL);
INSERT INTO "parts" VALUES(2,'b2:2e31e9baba549f4eb3078583d69293d4',0,'text',NULL,'What is attention?',NULL);
INSERT INTO "parts" VALUES(3,'b2:25d89b59f815b6b03d3e50fe11d8c2da',0,'text',NULL,'It weighs words.',NULL);
INSERT INTO "parts" VALUES(4,'b2:15efaa1e5ddec52e40789fe5f9e13de1',0,'text',NULL,'And self-attention?',NULL);
INSERT INTO "parts" VALUES(5,'b2:3e078b701aa7e75172ec02f752e7ab6a',0,'text',NULL,'Another answer.',NULL);
INSERT INTO "parts" VALUES(6,'b2:e94511cbc6278bfb5d05e41aa27d1bcc',0,'text',NULL,'Describe it',NULL);
INSERT INTO "parts" VALUES(7,'b2:e94511cbc6278bfb5d05e41aa27d1bcc',1,'attachment',NULL,NULL,'{"attachment": {"id": "a81547d497b340ae1377765a0cfe3704ef31316b39c34b9021ce4f924bebb668"}}');
INSERT INTO "parts" VALUES(8,'b2:3ce61fbf56939d1ce13d1410791b6467',0,'text',NULL,'A third: “ß”.',NULL);
INSERT INTO "parts" VALUES(9,'b2:c0a3e0c116a5218097ee2396d45535bf',0,'text',NULL,NULL,'{"text_ref": [{"fragment": 1}, {"literal": "\nSummarize."}]}');
INSERT INTO "parts" VALUES(10,'b2:47c8234996e0ae4a22be4402ecfe042d',0,'text',NULL,'About the fragment.',NULL);
INSERT INTO "parts" VALUES(11,'b2:d62c8fb8c9583e0baefaa07d8e640732',0,'text',NULL,'Add 40 and 2',NULL);
INSERT INTO "parts" VALUES(12,'b2:c1a7960c2ad29c7d773f404871493544',0,'reasoning',NULL,'I need the tool.',NULL);
INSERT INTO "parts" VALUES(13,'b2:c1a7960c2ad29c7d773f404871493544',1,'tool_call','add',NULL,'{"name": "add", "arguments": {"a": 40, "b": 2}, "tool_call_id": "tc9"}');
INSERT INTO "parts" VALUES(14,'b2:90f322c1cd79aadd356293d4e824c55c',0,'tool_result','add',NULL,'{"name": "add", "output": "42", "tool_call_id": "tc9"}');
INSERT INTO "parts" VALUES(15,'b2:6fdb423588f47989229e1c12ee90ffd3',0,'text',NULL,'It is 42.',NULL);
INSERT INTO "parts" VALUES(16,'b2:84d1607dcf4c018a42cc92756d332325',0,'text',NULL,'Another way?',NULL);
INSERT INTO "parts" VALUES(17,'b2:6b1dd8fb4629d5c86232dea2b1a12769',0,'text',NULL,'Yes.',NULL);
INSERT INTO "parts" VALUES(18,'b2:0fb60494f6e7f9c83b5cee586ddafe64',0,'text',NULL,'Before',NULL);
INSERT INTO "parts" VALUES(19,'b2:6c3d95d33361591e6b3805578067d45c',0,'text',NULL,'Earlier',NULL);
INSERT INTO "parts" VALUES(20,'b2:620fa498df0868cff78c4f65a7910e43',0,'text',NULL,'After',NULL);
INSERT INTO "parts" VALUES(21,'b2:5107e3cd00b6717815066f91a618a732',0,'text',NULL,'Later',NULL);
CREATE TABLE "part_attachments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "attachment_id" TEXT REFERENCES "attachments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "attachment_id", "order")
);
INSERT INTO "part_attachments" VALUES(7,'a81547d497b340ae1377765a0cfe3704ef31316b39c34b9021ce4f924bebb668',0);
CREATE TABLE "part_fragments" (
   "part_id" INTEGER REFERENCES "parts"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   PRIMARY KEY ("part_id", "fragment_id", "order")
);
INSERT INTO "part_fragments" VALUES(9,1,0);
CREATE TABLE "threads" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "tip_message_hash" TEXT REFERENCES "messages"("hash"),
   "forked_from" TEXT REFERENCES "threads"("id"),
   "datetime_utc" TEXT
);
INSERT INTO "threads" VALUES('01new-one','What is attention?','b2:3e078b701aa7e75172ec02f752e7ab6a',NULL,'2026-11-21 06:38:51.609515+00:00');
INSERT INTO "threads" VALUES('01new-two','Describe it','b2:3ce61fbf56939d1ce13d1410791b6467',NULL,'2026-11-21 06:38:51.616812+00:00');
INSERT INTO "threads" VALUES('01new-three','A long fragment of a novel. Sum…','b2:47c8234996e0ae4a22be4402ecfe042d',NULL,'2026-11-21 06:38:51.619666+00:00');
INSERT INTO "threads" VALUES('01new-fork','Fork','b2:6fdb423588f47989229e1c12ee90ffd3','01new-one','2026-02-02T00:00:00+00:00');
INSERT INTO "threads" VALUES('01mixed','Mixed','b2:5107e3cd00b6717815066f91a618a732',NULL,'2026-02-02T00:00:00+00:00');
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
INSERT INTO "turns" VALUES('01m7yd8gprt78as4yscqn4qa5k','01new-one','b2:2e31e9baba549f4eb3078583d69293d4','b2:25d89b59f815b6b03d3e50fe11d8c2da','mock-1',NULL,'{"temperature": 0.2}',NULL,7,3,NULL,0,'2026-11-21T06:38:51.608716+00:00',NULL);
INSERT INTO "turns" VALUES('01m7yd8gpy2pn5xpt24a8zjdc4','01new-one','b2:15efaa1e5ddec52e40789fe5f9e13de1','b2:3e078b701aa7e75172ec02f752e7ab6a','mock-1',NULL,NULL,NULL,7,3,NULL,0,'2026-11-21T06:38:51.614236+00:00',NULL);
INSERT INTO "turns" VALUES('01m7yd8gq0gaaj9taq3nccqnqy','01new-two','b2:e94511cbc6278bfb5d05e41aa27d1bcc','b2:3ce61fbf56939d1ce13d1410791b6467','mock-1',NULL,NULL,NULL,7,3,NULL,0,'2026-11-21T06:38:51.616576+00:00',NULL);
INSERT INTO "turns" VALUES('01m7yd8gq3zghv3ggqbxq9d20j','01new-three','b2:c0a3e0c116a5218097ee2396d45535bf','b2:47c8234996e0ae4a22be4402ecfe042d','mock-1',NULL,NULL,NULL,7,3,NULL,0,'2026-11-21T06:38:51.619357+00:00',NULL);
INSERT INTO "turns" VALUES('turn-fork','01new-fork','b2:d62c8fb8c9583e0baefaa07d8e640732','b2:6fdb423588f47989229e1c12ee90ffd3','mock-1',NULL,'{"temperature": 0.2}',NULL,7,3,NULL,0,'2026-11-21T06:38:51.608716+00:00',NULL);
INSERT INTO "turns" VALUES('turn-branch','01new-one','b2:25d89b59f815b6b03d3e50fe11d8c2da','b2:6b1dd8fb4629d5c86232dea2b1a12769','mock-1',NULL,'{"temperature": 0.2}',NULL,7,3,NULL,0,'2030-01-01T00:00:00+00:00',NULL);
INSERT INTO "turns" VALUES('turn-mixed','01mixed',NULL,'b2:5107e3cd00b6717815066f91a618a732','mock-1',NULL,'{"temperature": 0.2}',NULL,7,3,NULL,0,'2026-02-02T00:00:00+00:00',NULL);
CREATE TABLE "turn_fragments" (
   "turn_id" TEXT REFERENCES "turns"("id"),
   "fragment_id" INTEGER REFERENCES "fragments"("id"),
   "order" INTEGER,
   "kind" TEXT,
   PRIMARY KEY ("turn_id", "fragment_id", "kind", "order")
);
INSERT INTO "turn_fragments" VALUES('01m7yd8gq3zghv3ggqbxq9d20j',1,0,'prompt');
CREATE TABLE "turn_search" (
   "id" INTEGER PRIMARY KEY,
   "turn_id" TEXT REFERENCES "turns"("id"),
   "prompt" TEXT,
   "response" TEXT
);
INSERT INTO "turn_search" VALUES(1,'01m7yd8gprt78as4yscqn4qa5k','What is attention?','It weighs words.');
INSERT INTO "turn_search" VALUES(2,'01m7yd8gpy2pn5xpt24a8zjdc4','And self-attention?','Another answer.');
INSERT INTO "turn_search" VALUES(3,'01m7yd8gq0gaaj9taq3nccqnqy','Describe it','A third: “ß”.');
INSERT INTO "turn_search" VALUES(4,'01m7yd8gq3zghv3ggqbxq9d20j','
Summarize.','About the fragment.');
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
