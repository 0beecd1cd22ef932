/// The JSON Schema of what `--format json` gives; a line of `--format jsonl` is one of its `chats`.
///
/// `manent export --schema` prints it. More keys may follow in later versions, none may go: so no object forbids keys
/// that the schema does not name.
public enum ExportSchema {
  /// The schema, by JSON Schema draft 2020-12.
  public static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:manent:export:1",
      "title": "Chats exported by Manent",
      "type": "object",
      "required": ["format", "workspace", "chats"],
      "properties": {
        "format": {"const": "manent/1"},
        "workspace": {"type": "string", "description": "the workspace's name"},
        "chats": {"type": "array", "items": {"$ref": "#/$defs/chat"}, "description": "by beginning, then by id"}
      },
      "$defs": {
        "time": {
          "type": "string",
          "description": "RFC 3339",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
        },
        "count": {"type": "integer", "minimum": 0},
        "chat": {
          "type": "object",
          "required": [
            "id", "title", "created_at", "last_activity", "message_count", "tags", "path", "state", "messages"
          ],
          "properties": {
            "id": {"type": "string", "minLength": 1},
            "title": {"type": "string"},
            "created_at": {"$ref": "#/$defs/time"},
            "last_activity": {"$ref": "#/$defs/time"},
            "message_count": {"$ref": "#/$defs/count", "description": "how many 'messages' there are"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "path": {"type": "string", "description": "the chat's folder in the workspace"},
            "provider": {"type": "string"},
            "model": {"type": "string"},
            "instructions": {"type": "string"},
            "observers": {"type": "array", "items": {"type": "string"}},
            "forked_from": {"type": "string", "description": "the id of another chat"},
            "cleared_before": {"type": "string", "description": "messages before this id were cleared; they are not here"},
            "window": {"type": "integer", "minimum": 1},
            "tokens": {"type": "integer", "minimum": 1, "description": "how many question, context and answer may have"},
            "pinned": {"type": "array", "items": {"type": "string"}, "description": "ids of messages that are always sent"},
            "template": {"description": "the template that the chat was made from"},
            "retention": {"description": "what is kept of the chat"},
            "state": {"type": "object", "description": "all patches of the messages, one upon the other"},
            "messages": {
              "type": "array", "items": {"$ref": "#/$defs/message"},
              "description": "in reading order: depth-first along 'parent', children by id"
            },
            "replaced": {
              "type": "array", "items": {"$ref": "#/$defs/message"},
              "description": "messages that others stand in for, by their ids"
            }
          }
        },
        "message": {
          "type": "object",
          "required": ["id", "role", "content", "created_at"],
          "properties": {
            "id": {"type": "string", "minLength": 1},
            "parent": {"type": "string", "description": "the id of the message that this one follows"},
            "role": {"enum": ["system", "user", "assistant", "tool"]},
            "content": {"type": "string"},
            "created_at": {"$ref": "#/$defs/time"},
            "device": {"type": "string"},
            "provider": {"type": "string"},
            "model": {"type": "string"},
            "sources": {"type": "array", "items": {"$ref": "#/$defs/source"}},
            "usage": {"type": "object"},
            "author": {"type": "string", "description": "who said it, where several people have the workspace"},
            "state": {"description": "a patch by RFC 7396"},
            "status": {"enum": ["interrupted", "failed"], "description": "absent when the message is whole"},
            "error": {"type": "string"},
            "replaces": {"type": "string", "description": "the id of the message that this one stands in for"},
            "metadata": {"type": "object"}
          }
        },
        "source": {
          "type": "object",
          "required": ["document", "blob", "start", "end", "score"],
          "properties": {
            "document": {"type": "string"},
            "blob": {"type": "string", "description": "git's name for the version of the document"},
            "start": {"$ref": "#/$defs/count"},
            "end": {"$ref": "#/$defs/count"},
            "page": {"type": "integer", "minimum": 1},
            "line": {"type": "integer", "minimum": 1},
            "score": {"type": "number"},
            "quotes": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["start", "end"],
                "properties": {
                  "start": {"$ref": "#/$defs/count"},
                  "end": {"$ref": "#/$defs/count"},
                  "line": {"type": "integer", "minimum": 1}
                }
              }
            }
          }
        }
      }
    }

    """#
}
