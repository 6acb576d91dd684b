### Mail: what is said in an e-mail alone.

email-answer-in-chat = To choose or answer, let us go on in the chat; e-mail is for notices only.
