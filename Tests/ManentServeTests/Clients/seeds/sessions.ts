const handleNewChat = () => {
  const newSessionId = uuidv4();
  localStorage.setItem('session_id', newSessionId);
  setSessionId(newSessionId);
  setMessages([welcomeMessage]);
};
const fetchHistory = async (sessionId: string) => {
  const res = await fetch("/api/get_history/", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session_id: sessionId }),
  });
  const data = await res.json();
  return data.history;
};
const deleteSession = async (sessionId: string) => {
  const res = await fetch(`/api/sessions/${sessionId}`, {
    method: "DELETE",
  });
  if (res.ok) {
    // Remove from UI
    setSessionList(prev => prev.filter(s => s.session_id !== sessionId));
  }
};
