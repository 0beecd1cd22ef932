CREATE TABLE "log" (
   "provider" TEXT,
   "system" TEXT,
   "prompt" TEXT,
   "chat_id" TEXT,
   "response" TEXT,
   "model" TEXT,
   "timestamp" TEXT
);
INSERT INTO "log" VALUES('openai','Be kind','First question',NULL,'First answer','gpt-3.5-turbo','2023-04-01 10:00:00.123456');
INSERT INTO "log" VALUES('openai',NULL,'And then?','1','Then that.','gpt-3.5-turbo','2023-04-01 10:05:00.000001');
INSERT INTO "log" VALUES('openai',NULL,'Alone',NULL,'Ja, “allein”','gpt-4','2023-04-02 09:00:00');
